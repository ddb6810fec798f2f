'use strict';

const { localeList, strict, option, matchers, resolve, receiver, finish, constructible } = require('./options.js');

const service = 'Intl.Segmenter';
const states = new WeakMap();
const segmented = new WeakMap(); // of Segments: text, granularity, ends
const iterators = new WeakMap();

// The segment that begins at the place i of the list of ends.
function piece({ text, granularity, ends, words }, i) {
  const index = i === 0 ? 0 : ends[i - 1];
  const out = { segment: text.slice(index, ends[i]), index, input: text };
  if (granularity === 'word') out.isWordLike = words[i];
  return out;
}

class Segments {
  containing() {
    const state = receiver(segmented, this, '%SegmentsPrototype%.containing');
    const at = Math.trunc(Number(arguments[0])) || 0;
    if (at < 0 || at >= state.text.length) return undefined;
    let low = 0;
    let high = state.ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (state.ends[middle] > at) high = middle;
      else low = middle + 1;
    }
    return piece(state, low);
  }

  [Symbol.iterator]() {
    const iterator = Object.create(SegmentIterator);
    iterators.set(iterator, { next: 0, state: receiver(segmented, this, '%SegmentsPrototype%[Symbol.iterator]') });
    return iterator;
  }
}
delete Segments.prototype.constructor;

const SegmentIterator = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
  next: {
    value: {
      next() {
        const position = receiver(iterators, this, '%SegmentIterator.prototype%.next');
        if (position.next >= position.state.ends.length) return { value: undefined, done: true };
        return { value: piece(position.state, position.next++), done: false };
      },
    }.next,
    writable: true, configurable: true,
  },
  [Symbol.toStringTag]: { value: 'Segmenter String Iterator', configurable: true },
});

class Segmenter {
  constructor() {
    const list = localeList(arguments[0]);
    const options = strict(arguments[1]);
    option(options, 'localeMatcher', matchers, 'best fit', service);
    const granularity = option(options, 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme', service);
    const { locale } = resolve(list, granularity === 'grapheme' ? 'numbers' : 'words', service);
    states.set(this, { locale, granularity });
  }

  resolvedOptions() {
    const { locale, granularity } = receiver(states, this, `${service}.prototype.resolvedOptions`);
    return { locale, granularity };
  }

  segment(value) {
    const { granularity } = receiver(states, this, `${service}.prototype.segment`);
    const text = String(value);
    const lengths = binding.segment(granularity, text);
    let end = 0;
    const ends = lengths.map((length) => (end += Math.abs(length)));
    const self = Object.create(Segments.prototype);
    segmented.set(self, { text, granularity, ends, words: lengths.map((length) => length < 0) });
    return self;
  }
}
finish(Segmenter, 'Segmenter', 'words');

exports.Segmenter = constructible(Segmenter, 'Segmenter');
