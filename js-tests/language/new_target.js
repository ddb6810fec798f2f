'use strict';

// What is called without new in the constructor of a class is called without new.

class Made {
  constructor() {
    const regexp = RegExp('^(\\d)$', 'i');
    const error = TypeError('x');
    console.log(regexp instanceof Made, '5'.match(regexp)[1], error instanceof Made, error instanceof TypeError, error.message);
    console.log(Intl.NumberFormat('en') instanceof Intl.NumberFormat, Intl.DateTimeFormat() instanceof Intl.DateTimeFormat, Intl.Collator() instanceof Intl.Collator);
    try {
      Intl.PluralRules('en');
    } catch (e) {
      console.log(e.message);
    }
  }
}
new Made();

class Expression extends RegExp {}
class Failure extends RangeError {}
console.log(new Expression('a') instanceof Expression, new Expression('a').test('a'), new Failure('y') instanceof Failure, new Failure('y').message);
