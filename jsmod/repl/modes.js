'use strict';

// How a session evaluates: REPL_MODE_STRICT puts 'use strict' before each text.

module.exports = {
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
};
