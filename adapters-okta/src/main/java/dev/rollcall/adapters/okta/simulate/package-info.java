/** Okta, simulated against a gateway. Start reading at {@code OktaSimulator}. */
@NullMarked
package dev.rollcall.adapters.okta.simulate;

import org.jspecify.annotations.NullMarked;
