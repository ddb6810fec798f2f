'use strict';

// The commands that every session has.

const fs = require('fs');
const { Interface } = require('readline');

const enteringEditor = '// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n';
const fileMissing = 'The "file" argument must be specified\n';

function openEditor(repl) {
  repl.editorMode = true;
  Reflect.apply(Interface.prototype.setPrompt, repl, ['']);
}

function closeEditor(repl) {
  repl.editorMode = false;
  repl.setPrompt(repl._initialPrompt);
}

function help(repl) {
  const names = Object.keys(repl.commands).sort();
  const width = Math.max(...names.map((name) => name.length)) + 3;
  for (const name of names) {
    const text = repl.commands[name].help;
    repl.output.write(`.${text ? name.padEnd(width) + text : name}\n`);
  }
  repl.output.write('\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n');
}

function save(repl, file) {
  if (file === '') {
    repl.output.write(fileMissing);
    return;
  }
  try {
    fs.writeFileSync(file, repl.lines.join('\n'));
    repl.output.write(`Session saved to: ${file}\n`);
  } catch {
    repl.output.write(`Failed to save: ${file}\n`);
  }
}

function load(repl, file) {
  if (file === '') {
    repl.output.write(fileMissing);
    return;
  }
  try {
    if (!fs.statSync(file).isFile()) {
      repl.output.write(`Failed to load: ${file} is not a valid file\n`);
      return;
    }
    const text = fs.readFileSync(file, 'utf8');
    openEditor(repl);
    repl.write(text);
    closeEditor(repl);
    repl.write('\n');
  } catch {
    repl.output.write(`Failed to load: ${file}\n`);
  }
}

function define(repl) {
  repl.defineCommand('break', {
    help: 'Sometimes you get stuck, this gets you out',
    action() {
      this.clearBufferedCommand();
      this.displayPrompt();
    },
  });
  repl.defineCommand('clear', {
    help: repl.useGlobal ? 'Alias for .break' : 'Break, and also clear the local context',
    action() {
      this.clearBufferedCommand();
      if (!this.useGlobal) {
        this.output.write('Clearing context...\n');
        this.resetContext();
      }
      this.displayPrompt();
    },
  });
  repl.defineCommand('exit', {
    help: 'Exit the REPL',
    action() { this.close(); },
  });
  repl.defineCommand('help', {
    help: 'Print this help message',
    action() {
      help(this);
      this.displayPrompt();
    },
  });
  repl.defineCommand('save', {
    help: 'Save all evaluated commands in this REPL session to a file',
    action(file) {
      save(this, file);
      this.displayPrompt();
    },
  });
  repl.defineCommand('load', {
    help: 'Load JS from a file into the REPL session',
    action(file) {
      load(this, file);
      this.displayPrompt();
    },
  });
  if (!repl.terminal) return;
  repl.defineCommand('editor', {
    help: 'Enter editor mode',
    action() {
      openEditor(this);
      this.output.write(enteringEditor);
    },
  });
}

module.exports = { closeEditor, define, enteringEditor };
