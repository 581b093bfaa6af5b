/**
 * TLS in the gateway itself: the certificate that it shows, read from PEM files, checked, and read again when they change. Start
 * reading at {@link dev.rollcall.server.tls.CertificateWatch}.
 */
@NullMarked
package dev.rollcall.server.tls;

import org.jspecify.annotations.NullMarked;
