/**
 * Set-up guides as pages. Imports {@code spi}. Start reading at {@link dev.rollcall.testkit.setup.GuidePage}.
 */
@NullMarked
package dev.rollcall.testkit.setup;

import org.jspecify.annotations.NullMarked;
