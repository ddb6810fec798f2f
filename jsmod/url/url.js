'use strict';

const { codes: { ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } } = require('internal/errors');
const { URL, URLSearchParams, isURL } = require('./whatwg.js');
const file = require('./file.js');
const { Url, urlParse, urlResolve, urlResolveObject } = require('./legacy.js');

function domainToASCII(domain) {
  if (arguments.length < 1) {
    throw new ERR_MISSING_ARGS('domain');
  }
  return binding.domainToASCII(`${domain}`);
}

function domainToUnicode(domain) {
  if (arguments.length < 1) {
    throw new ERR_MISSING_ARGS('domain');
  }
  return binding.domainToUnicode(`${domain}`);
}

function urlFormat(urlObject, options) {
  if (typeof urlObject === 'string') {
    urlObject = urlParse(urlObject);
  } else if (typeof urlObject !== 'object' || urlObject === null) {
    throw new ERR_INVALID_ARG_TYPE('urlObject', ['Object', 'string'], urlObject);
  } else if (isURL(urlObject)) {
    return formatURL(urlObject, options);
  }
  return Url.prototype.format.call(urlObject);
}

// formatURL leaves out what the options say.
function formatURL(url, options) {
  if (options) {
    require('internal/validators').validateObject(options, 'options');
  }
  const wants = (name) => options?.[name] == null || Boolean(options[name]);
  const href = new URL(url.href);
  if (!wants('fragment')) {
    href.hash = '';
  }
  if (!wants('search')) {
    href.search = '';
  }
  if (!wants('auth')) {
    href.username = '';
    href.password = '';
  }
  const unicode = options?.unicode ? binding.domainToUnicode(href.hostname) : '';
  if (unicode === '') {
    return href.href;
  }
  // The first @ or, without one, the slashes are what the host follows.
  const start = href.href.indexOf('//') + 2;
  const at = href.username || href.password ? href.href.indexOf('@', start) + 1 : start;
  return href.href.slice(0, at) + unicode + href.href.slice(at + href.hostname.length);
}

module.exports = {
  Url,
  parse: urlParse,
  resolve: urlResolve,
  resolveObject: urlResolveObject,
  format: urlFormat,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  pathToFileURL: file.pathToFileURL,
  fileURLToPath: file.fileURLToPath,
  urlToHttpOptions: file.urlToHttpOptions,
};
