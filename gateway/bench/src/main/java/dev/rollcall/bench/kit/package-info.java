/** Parts that all benchmarks share: the gateway under load, clients, data and baselines. Start reading at {@code Stage}. */
@NullMarked
package dev.rollcall.bench.kit;

import org.jspecify.annotations.NullMarked;
