/** The simulated company: its people and groups, and what happens in it. Start reading at {@code Tenant}. */
@NullMarked
package dev.rollcall.adapters.google.simulate.tenant;

import org.jspecify.annotations.NullMarked;
