package tlscore

import (
	"bytes"
	"io"
	"slices"
)

// maxClientHello is the longest ClientHello that is read. OpenSSL's limit is
// 131396, that of crypto/tls 65536.
const maxClientHello = 65536

// peekClientHello reads the first message from the client and keeps its bytes
// for crypto/tls. What is no ClientHello is answered with OpenSSL's alert, and
// the error is an *Error in its words; errors of the transport come as they are.
func (w *wire) peekClientHello() (*clientHello, error) {
	var message []byte
	for start := 0; ; {
		header, err := w.peekRecordHeader(start)
		if err != nil {
			return nil, err
		}
		length := int(header[3])<<8 | int(header[4])
		start += recordHeaderLen
		if err := w.fill(start + length); err != nil {
			return nil, err
		}
		if part := w.replay[start : start+length : start+length]; message == nil {
			message = part // crypto/tls copies it, nobody changes it
		} else {
			message = append(message, part...)
		}
		start += length
		if len(message) > 0 && message[0] != messageClientHello {
			return nil, w.refuse(ReasonUnexpectedMessage, alertUnexpectedMessage)
		}
		if len(message) < 4 {
			continue
		}
		want := 4 + int(message[1])<<16 + int(message[2])<<8 + int(message[3])
		if want > maxClientHello {
			return nil, w.refuse(ReasonExcessiveMessageSize, alertIllegalParameter)
		}
		if len(message) < want {
			continue
		}
		hello, err := parseClientHello(message[:want])
		if err != nil {
			w.sendAlert(err.(*Error).Alert)
		}
		return hello, err
	}
}

// peekRecordHeader reads the header of the record that begins at start and
// judges it as OpenSSL's record layer does.
func (w *wire) peekRecordHeader(start int) ([]byte, error) {
	first := start == 0
	if err := w.fill(start + recordHeaderLen); err != nil {
		return nil, err
	}
	header := w.replay[start : start+recordHeaderLen]
	length := int(header[3])<<8 | int(header[4])
	switch {
	case first && header[0]&0x80 != 0 && header[2] == messageClientHello:
		// The ClientHello of SSLv2, which nobody needs since TLS 1.3's middle age.
		return nil, w.refuse(ReasonUnknownProtocol, alertProtocolVersion)
	case first && header[1] != 3:
		return nil, w.refuse(notTLS(header), 0)
	case header[1] != 3:
		return nil, w.refuse(ReasonWrongVersionNumber, alertProtocolVersion)
	case length > maxAnyRecord:
		return nil, w.refuse(ReasonPacketLengthTooLong, alertRecordOverflow)
	case length > maxPlaintextRecord:
		return nil, w.refuse(ReasonDataLengthTooLong, alertRecordOverflow)
	case header[0] != recordHandshake || length == 0:
		return nil, w.refuse(ReasonUnexpectedMessage, alertUnexpectedMessage)
	}
	return header, nil
}

// notTLS names what a client says instead of TLS.
func notTLS(start []byte) Reason {
	for _, method := range []string{"GET ", "POST ", "HEAD ", "PUT "} {
		if bytes.HasPrefix(start, []byte(method)) {
			return ReasonHTTPRequest
		}
	}
	if bytes.HasPrefix(start, []byte("CONNE")) {
		return ReasonHTTPSProxyRequest
	}
	return ReasonWrongVersionNumber
}

// refuse tells the peer and returns the error.
func (w *wire) refuse(reason Reason, alert uint8) error {
	w.sendAlert(alert)
	return sslError(KindPeer, reason, alert, nil)
}

// fill reads from the transport until n bytes or more wait for replay. The
// length that a peer claims is not allocated in advance: what arrives is. It
// takes what has come, because a system that closes a socket with unread bytes
// resets the connection, and the peer then never sees the alert.
func (w *wire) fill(n int) error {
	for len(w.replay) < n {
		err := w.fillSome()
		if err != nil {
			if err == io.EOF && len(w.replay) > 0 {
				return io.ErrUnexpectedEOF
			}
			return err
		}
	}
	return nil
}

// fillSome reads what has come, into memory that is ours.
func (w *wire) fillSome() error {
	if w.lazy == nil {
		w.replay = slices.Grow(w.replay, 2048)
		m, err := w.readRaw(w.replay[len(w.replay):cap(w.replay)])
		w.replay = w.replay[:len(w.replay)+m]
		return err
	}
	b, err := w.readLazy()
	w.replay = append(w.replay, b...)
	w.lazy.Free()
	return err
}
