/**
 * Set-up guides: how an administrator connects a provider, step by step in the words of that provider's own menus (R4). Holds the
 * shape of a guide and the steps that are taken at Rollcall whatever the provider; all other texts are the adapters'. No HTTP, no
 * SQL: the page that shows the guide says what was seen of a step. Start reading at {@link dev.rollcall.spi.setup.SetupGuide}.
 */
@NullMarked
package dev.rollcall.spi.setup;

import org.jspecify.annotations.NullMarked;
