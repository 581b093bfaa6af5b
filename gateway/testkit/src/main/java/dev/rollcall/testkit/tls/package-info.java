/**
 * Keys and certificates for tests of TLS, made by the JDK's own keytool. Start reading at {@link dev.rollcall.testkit.tls.Identity}.
 */
@NullMarked
package dev.rollcall.testkit.tls;

import org.jspecify.annotations.NullMarked;
