/** Entra ID, simulated against a gateway. Start reading at {@code EntraSimulator}. */
@NullMarked
package dev.rollcall.adapters.entra.simulate;

import org.jspecify.annotations.NullMarked;
