'use strict';

// Numbers and dates as people in the United States write them, which is what
// Node prints by default. There is no Intl: another locale or an option that
// is not known here throws.

function refuse(what) {
  throw new RangeError(`${what} is not supported: this runtime has no Intl`);
}

function check(locales, options, known) {
  const list = Array.isArray(locales) ? locales : [locales];
  for (const locale of list) {
    if (locale !== undefined && !/^en(-US)?$/i.test(String(locale))) refuse(`Locale ${locale}`);
  }
  if (options === undefined) return {};
  for (const key of Object.keys(options)) {
    if (options[key] !== undefined && !known.includes(key)) refuse(`Option ${key}`);
  }
  return options;
}

function digitsOption(options, name, fallback) {
  const value = options[name];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!(number >= 0 && number <= 100)) throw new RangeError(`${name} value is out of range.`);
  return Math.floor(number);
}

// The shortest decimal form as [digits, where the point is].
function decimal(value) {
  const [mantissa, exponent] = String(value).split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  return [whole + fraction, whole.length + Number(exponent || 0)];
}

// Rounds half away from zero; returns [whole, fraction].
function round(value, max) {
  let [digits, point] = decimal(value);
  if (point <= 0) {
    digits = '0'.repeat(1 - point) + digits;
    point = 1;
  }
  digits = digits.padEnd(point, '0');
  const keep = point + max;
  if (digits.length > keep) {
    const up = digits[keep] >= '5';
    digits = digits.slice(0, keep);
    if (up) {
      const raised = String(BigInt(digits) + 1n).padStart(keep, '0');
      point += raised.length - keep;
      digits = raised;
    }
  }
  return [digits.slice(0, point).replace(/^0+(?=\d)/, ''), digits.slice(point)];
}

function group(whole) {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}

exports.number = function number(value, locales, options) {
  const opt = check(locales, options, ['minimumFractionDigits', 'maximumFractionDigits', 'useGrouping']);
  const least = digitsOption(opt, 'minimumFractionDigits', undefined);
  const most = digitsOption(opt, 'maximumFractionDigits', Math.max(least || 0, 3));
  const min = least === undefined ? Math.min(0, most) : least;
  if (min > most) throw new RangeError('maximumFractionDigits value is out of range.');
  const grouped = opt.useGrouping === undefined || Boolean(opt.useGrouping);
  if (typeof value === 'bigint') {
    const text = String(value < 0n ? -value : value);
    return (value < 0n ? '-' : '') + (grouped ? group(text) : text) + (min > 0 ? '.' + '0'.repeat(min) : '');
  }
  if (value !== value) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === Infinity || value === -Infinity) return `${sign}∞`;
  const [whole, digits] = round(Math.abs(value), most);
  const fraction = digits.replace(/0+$/, '').padEnd(min, '0');
  return sign + (grouped ? group(whole) : whole) + (fraction === '' ? '' : `.${fraction}`);
};

const two = (n) => (n < 10 ? `0${n}` : String(n));

// part is 'date', 'time' or '' for both.
exports.date = function date(value, part, locales, options) {
  const opt = check(locales, options, ['timeZone', 'hour12']);
  const zone = opt.timeZone;
  if (zone !== undefined && !/^(utc|gmt|etc\/utc)$/i.test(String(zone))) refuse(`Time zone ${zone}`);
  const time = value.getTime();
  if (time !== time) return 'Invalid Date';
  // The fields of the local time, read as if it were UTC.
  const d = zone !== undefined ? value : new Date(time - value.getTimezoneOffset() * 60000);
  const year = d.getUTCFullYear();
  const days = `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${year > 0 ? year : `${1 - year} B`}`;
  if (part === 'date') return days;
  const hours = d.getUTCHours();
  const rest = `:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  const clock = opt.hour12 !== undefined && !opt.hour12 ? two(hours) + rest :
    `${hours % 12 || 12}${rest} ${hours < 12 ? 'AM' : 'PM'}`;
  return part === 'time' ? clock : `${days}, ${clock}`;
};
