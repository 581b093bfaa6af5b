/**
 * A DNS server for tests that answers real packets over UDP and TCP from a list of records. Imports the JDK alone. Start reading
 * at {@link dev.rollcall.testkit.dns.TestDnsServer}.
 */
@NullMarked
package dev.rollcall.testkit.dns;

import org.jspecify.annotations.NullMarked;
