'use strict';

// The causes of a failed fetch, with the names and codes that Node's have.

// classOf makes an error class; more are properties beside name and code.
function classOf(name, code) {
  return {
    [name]: class extends Error {
      constructor(message, more) {
        super(message);
        this.name = name;
        this.code = code;
        Object.assign(this, more);
      }
    },
  }[name];
}

const InvalidArgumentError = classOf('InvalidArgumentError', 'UND_ERR_INVALID_ARG');
const NotSupportedError = classOf('NotSupportedError', 'UND_ERR_NOT_SUPPORTED');
const ConnectTimeoutError = classOf('ConnectTimeoutError', 'UND_ERR_CONNECT_TIMEOUT');
const HeadersTimeoutError = classOf('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT');
const HeadersOverflowError = classOf('HeadersOverflowError', 'UND_ERR_HEADERS_OVERFLOW');
const BodyTimeoutError = classOf('BodyTimeoutError', 'UND_ERR_BODY_TIMEOUT');
const LengthMismatchError = classOf('RequestContentLengthMismatchError', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH');
const HTTPParserError = classOf('HTTPParserError', undefined);
const SocketError = classOf('SocketError', 'UND_ERR_SOCKET');

const invalidArgument = (message) => new InvalidArgumentError(message);
const notSupported = (message) => new NotSupportedError(message);
const headersTimeout = () => new HeadersTimeoutError('Headers Timeout Error');
const bodyTimeout = () => new BodyTimeoutError('Body Timeout Error');
const lengthMismatch = () => new LengthMismatchError('Request body length does not match content-length header');
const connectTimeout = (host, ms) =>
  new ConnectTimeoutError(`Connect Timeout Error (attempted address: ${host}, timeout: ${ms}ms)`);
const socketError = (message, socket) => new SocketError(message, { socket: describe(socket) });

function describe(socket) {
  if (!socket) return undefined;
  const { localAddress, localPort, remoteAddress, remotePort, remoteFamily, timeout, bytesWritten, bytesRead } = socket;
  return { localAddress, localPort, remoteAddress, remotePort, remoteFamily, timeout, bytesWritten, bytesRead };
}

// causeOf turns an error of the http module into what fetch tells.
function causeOf(error, socket) {
  const { code } = error;
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersOverflowError('Headers Overflow Error');
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    const reason = (error.reason || error.message).replace(', RTSP/ or ICE/', '');
    const data = error.rawPacket === undefined ? undefined : error.rawPacket.toString();
    return new HTTPParserError(`Response does not match the HTTP/1.1 protocol (${reason})`, { code, data });
  }
  // These have no system call behind them: the peer ended the connection early.
  if (code === 'ECONNRESET' && error.syscall === undefined) return socketError('other side closed', socket);
  return error;
}

module.exports = {
  bodyTimeout, causeOf, connectTimeout, headersTimeout, invalidArgument, lengthMismatch, notSupported, socketError,
};
