package crypto

import (
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"

	"tlsjs/internal/pemkey"
)

func incompatible(message string) error {
	return codeError("Error", "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", message)
}

// export writes a key of a pair: a string for format pem, bytes for der. The
// cipher is OpenSSL's name, or "" for no encryption.
func (k *key) export(format, kind, cipher string, passphrase []byte) (any, error) {
	title, der, err := k.marshal(kind)
	if err != nil {
		return nil, err
	}
	block := &pem.Block{Type: title, Bytes: der}
	if cipher != "" {
		if block, err = sealBlock(block, kind, cipher, passphrase); err != nil {
			return nil, err
		}
	}
	if format == "pem" {
		return string(pem.EncodeToMemory(block)), nil
	}
	return block.Bytes, nil
}

// marshal returns the PEM type and the DER of one of Node's key encodings.
func (k *key) marshal(kind string) (title string, der []byte, err error) {
	switch kind {
	case "pkcs1":
		return k.marshalPKCS1()
	case "sec1":
		priv, ok := k.priv.(*ecdsa.PrivateKey)
		if !ok {
			return "", nil, incompatible("The selected key encoding sec1 can only be used for EC keys.")
		}
		der, err = x509.MarshalECPrivateKey(priv)
		return "EC PRIVATE KEY", der, err
	case "pkcs8":
		if k.pss != nil {
			der, err = marshalPSSPrivate(k)
		} else {
			der, err = x509.MarshalPKCS8PrivateKey(k.priv)
		}
		return "PRIVATE KEY", der, err
	}
	if k.pss != nil {
		der, err = marshalPSSPublic(k)
	} else {
		der, err = x509.MarshalPKIXPublicKey(k.pub)
	}
	return "PUBLIC KEY", der, err
}

func (k *key) marshalPKCS1() (string, []byte, error) {
	if k.algorithm() != "rsa" {
		return "", nil, incompatible("The selected key encoding pkcs1 can only be used for RSA keys.")
	}
	if priv, ok := k.priv.(*rsa.PrivateKey); ok {
		return "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(priv), nil
	}
	return "RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(k.pub.(*rsa.PublicKey)), nil
}

func sealBlock(block *pem.Block, kind, cipher string, passphrase []byte) (*pem.Block, error) {
	spec := findCipher(cipher)
	if spec == nil {
		return nil, errUnknownCipher
	}
	var err error
	if kind == "pkcs8" {
		var der []byte
		der, err = pemkey.SealPKCS8(block.Bytes, passphrase, spec.name)
		block = &pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: der}
	} else {
		block, err = pemkey.SealPEM(block.Type, block.Bytes, passphrase, spec.name)
	}
	if errors.Is(err, pemkey.ErrUnsupported) {
		return nil, wrapped(opensslError(0x1180006E, "pkcs12", "unknown cipher"), err)
	}
	return block, err
}
