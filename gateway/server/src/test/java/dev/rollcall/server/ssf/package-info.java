/** Security Events over HTTP, with a receiver of the tests' own. */
@org.jspecify.annotations.NullMarked
package dev.rollcall.server.ssf;
