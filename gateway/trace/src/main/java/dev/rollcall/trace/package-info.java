/** What became of each request of an identity provider: recorded off its path, searched, played again. Knows the core and the SPI. */
@NullMarked
package dev.rollcall.trace;

import org.jspecify.annotations.NullMarked;
