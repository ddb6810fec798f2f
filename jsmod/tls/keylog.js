'use strict';

// The file to which a user wants the secrets of all connections written, in
// the NSS format that Wireshark reads: --tls-keylog, and SSLKEYLOGFILE, which
// most programs with TLS obey.

// Called before the first connection begins.
function startKeyLog() {
  const flag = binding.flag('tls-keylog');
  const file = flag || binding.env('SSLKEYLOGFILE');
  if (!file) return;
  const source = flag ? '--tls-keylog' : 'SSLKEYLOGFILE';
  try {
    binding.keepKeyLog(file);
  } catch (error) {
    process.emitWarning(`Ignoring ${source}, cannot write to ${file}: ${error.message}`);
    return;
  }
  process.emitWarning(
    `Using ${source} makes TLS connections insecure by writing secret key material to file ${file}`);
}

module.exports = { startKeyLog };
