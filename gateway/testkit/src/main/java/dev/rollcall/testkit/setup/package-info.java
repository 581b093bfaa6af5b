/**
 * Set-up guides as pages. May import the SPI; no server. Start reading at {@link dev.rollcall.testkit.setup.GuidePage}.
 */
@NullMarked
package dev.rollcall.testkit.setup;

import org.jspecify.annotations.NullMarked;
