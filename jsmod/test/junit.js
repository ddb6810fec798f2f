'use strict';

// The reporter junit: XML as JUnit writes it, once all tests are over.

const { inspect } = require('internal/util/inspect');
const { asReporter } = require('./as_reporter.js');

function escapeText(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function escapeAttribute(value) {
  return escapeText(String(value).replace(/\n/g, '').replace(/"/g, '&quot;'));
}

function toXML(node) {
  if (typeof node === 'string') return `${escapeText(node)}\n`;
  const margin = '\t'.repeat(node.nesting + 1);
  if (node.comment) return `${margin}<!-- ${node.comment.replace(/--/g, '&#45;&#45;')} -->\n`;
  const attributes = Object.entries(node.attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`).join(' ');
  if (node.children.length === 0) return `${margin}<${node.tag} ${attributes}/>\n`;
  return `${margin}<${node.tag} ${attributes}>\n${node.children.map(toXML).join('')}${margin}</${node.tag}>\n`;
}

// has counts the children that have such a child or, being suites, such a sum.
function has(children, tag, sum) {
  return children.filter((node) => (node.children || []).some((child) => child.tag === tag) ||
    (node.attributes && node.attributes[sum])).length;
}

class Tree {
  constructor() {
    this.roots = [];
    this.current = null;
  }

  start({ name, nesting }) {
    const node = { attributes: { name }, nesting, parent: this.current, children: [] };
    (this.current === null ? this.roots : this.current.children).push(node);
    this.current = node;
  }

  end(type, data) {
    if (this.current === null) this.start({ name: 'root', nesting: 0 });
    if (this.current.attributes.name !== data.name || this.current.nesting !== data.nesting) this.start(data);
    const node = this.current;
    if (node.nesting === data.nesting) this.current = node.parent;
    node.attributes.time = (data.details.duration_ms / 1000).toFixed(6);
    const tests = node.children.filter((child) => child.comment === undefined);
    if (tests.length > 0) suite(node, tests);
    else testcase(node, type, data);
  }

  comment({ message, nesting }) {
    (this.current === null ? this.roots : this.current.children).push({ nesting, comment: message });
  }
}

function suite(node, tests) {
  node.tag = 'testsuite';
  Object.assign(node.attributes, {
    disabled: 0,
    errors: 0,
    tests: tests.length,
    failures: has(node.children, 'failure', 'failures'),
    skipped: has(node.children, 'skipped', 'skipped'),
    hostname: hostname(),
  });
}

// A script may not be allowed to know it.
function hostname() {
  try {
    return require('os').hostname();
  } catch {
    return 'localhost';
  }
}

function testcase(node, type, data) {
  const nesting = data.nesting + 1;
  node.tag = 'testcase';
  node.attributes.classname = data.classname === undefined ? 'test' : data.classname;
  const left = (kind, message) => {
    node.children.push({ nesting, tag: 'skipped', attributes: { type: kind, message }, children: [] });
  };
  if (data.skip) left('skipped', data.skip);
  if (data.todo) left('todo', data.todo);
  if (type !== 'test:fail') return;
  const error = data.details.error || {};
  const { message = '' } = error;
  node.children.push({
    nesting,
    tag: 'failure',
    attributes: { type: error.failureType || error.code, message },
    children: [inspect(data.details.error, { colors: false, breakLength: Infinity })],
  });
  node.attributes.failure = message;
}

module.exports = asReporter('junitReporter', () => {
  const tree = new Tree();
  return {
    begin: () => ['<?xml version="1.0" encoding="utf-8"?>\n', '<testsuites>\n'],
    write({ type, data }) {
      if (type === 'test:start') tree.start(data);
      else if (type === 'test:pass' || type === 'test:fail') tree.end(type, data);
      else if (type === 'test:diagnostic') tree.comment(data);
      return [];
    },
    end: () => [...tree.roots.map(toXML), '</testsuites>\n'],
  };
});
