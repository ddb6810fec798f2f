package tlscore

import "crypto/x509"

type CertificateInfo struct{}

func DescribeCertificate(c *x509.Certificate) *CertificateInfo { return nil }
