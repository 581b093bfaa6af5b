/** Reads what a directory can be asked for, and hands the core what has changed. Knows the core and the SPI, no provider. */
@NullMarked
package dev.rollcall.pull;

import org.jspecify.annotations.NullMarked;
