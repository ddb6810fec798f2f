'use strict';

// A suite: its function is called at once and says which tests there are; they run
// when its turn comes.

const { SuiteContext } = require('./context.js');
const { asFailure } = require('./failures.js');
const { options: commandLine } = require('./command_line.js');
const { ending, once, quietly } = require('./running.js');
const { Test, noop, now } = require('./tree.js');

class Suite extends Test {
  constructor(options) {
    super(options);
    this.reportedType = 'suite';
    const { only, patterns } = commandLine();
    if (patterns !== null && !options.skip) {
      // Tests inside may have names that match.
      this.fn = options.fn || this.fn;
      this.skipped = false;
    }
    this.runOnlySubtests = only;
    this.built = false;
    this.building = this.build();
    this.fn = noop;
  }

  build() {
    const { ctx, args } = this.runArgs();
    const built = () => { this.built = true; };
    try {
      return Promise.resolve(this.call(this.fn, ctx, args))
        .catch((error) => this.fail(asFailure(error)))
        .finally(built);
    } catch (error) {
      this.fail(asFailure(error));
      built();
      return undefined;
    }
  }

  runArgs() {
    const ctx = new SuiteContext(this);
    return { ctx, args: [ctx] };
  }

  async run() {
    const { parent } = this;
    const given = this.runArgs();
    const after = once(() => this.runHooks('after', given));
    let stop;
    try {
      parent.activeSubtests++;
      await this.building;
      this.startTime = now();
      if (this.aborted()) {
        this.subtests = [];
        this.postRun();
        return;
      }
      if (parent.hooks.before.length > 0) await parent.runHooks('before', parent.runArgs());
      await this.runHooks('before', given);
      stop = ending(this);
      const subtests = this.skipped || this.error !== null ? [] : this.subtests;
      await Promise.race([Promise.all(subtests.map((test) => test.start())), stop.promise]);
      await after();
      this.pass();
    } catch (error) {
      await quietly(after);
      this.fail(asFailure(error));
    } finally {
      if (stop !== undefined) stop.forget();
    }
    this.postRun();
  }
}

module.exports = { Suite };
