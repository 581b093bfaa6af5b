/**
 * The console under load: the cost of its pages in a large organisation, and the cost of pages that stay open. Start reading at
 * {@link dev.rollcall.bench.console.ConsoleBench}.
 */
@NullMarked
package dev.rollcall.bench.console;

import org.jspecify.annotations.NullMarked;
