// Prints one JSON line per event of a Playwright Test run, for agents/execution/events.py to read.
'use strict';

const path = require('node:path');

class LineReporter {
  onBegin(config, suite) {
    this.rootDir = config.rootDir;
    this.print({ event: 'begin', tests: suite.allTests().map((test) => this.name(test)) });
  }

  onTestEnd(test, result) {
    const screenshot = result.attachments.find(({ name }) => name === 'screenshot');
    this.print({
      event: 'end',
      ...this.name(test),
      status: result.status,
      // test.fail, test.skip and test.fixme, wherever they were called, say here what counts as all right.
      expected: test.expectedStatus,
      duration_ms: result.duration,
      errors: result.errors.map(({ message, value }) => message ?? value ?? 'unknown error'),
      screenshot: screenshot?.path ?? null,
      // Put there by js/heard.ts.
      failed: result.annotations
        .filter(({ type }) => type === 'greenroom-failed-answer')
        .map(({ description }) => JSON.parse(description)),
    });
  }

  onError(error) {
    const file = error.location ? this.relative(error.location.file) : null;
    this.print({ event: 'error', file, message: error.message ?? error.value ?? 'unknown error' });
  }

  printsToStdio() {
    return true;
  }

  name(test) {
    const titles = test.titlePath().slice(3);
    // The file that was asked for: a test may be written down in another one that it imports.
    const file = this.relative(path.resolve(this.rootDir, test.titlePath()[2]));
    return { file, titles, repeat: test.repeatEachIndex };
  }

  relative(file) {
    return path.relative(this.rootDir, file).split(path.sep).join('/');
  }

  print(event) {
    process.stdout.write(`${JSON.stringify(event)}\n`);
  }
}

module.exports = LineReporter;
