/**
 * The console under load: what its pages cost in a large organisation, and what pages cost that stay open. Start reading at
 * {@link dev.rollcall.bench.console.ConsoleBench}.
 */
@NullMarked
package dev.rollcall.bench.console;

import org.jspecify.annotations.NullMarked;
