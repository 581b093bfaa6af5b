/**
 * Set-up guides: how an administrator connects a provider, step by step in the words of that provider's own menus (R4). Holds the
 * shape of a guide and the steps that are taken at Rollcall whatever the provider; the rest of the words is the adapters'. No HTTP,
 * no SQL: what was seen of a step is told by the page that shows the guide. Start reading at {@link dev.rollcall.spi.setup.SetupGuide}.
 */
@NullMarked
package dev.rollcall.spi.setup;

import org.jspecify.annotations.NullMarked;
