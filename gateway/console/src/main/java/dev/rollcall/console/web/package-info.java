/**
 * How a request becomes a page: {@link Visit} is the request with the API that it may ask, {@link Pages} loads what every page shows,
 * runs the handler and writes its {@link Outcome}, and {@link Proposals} shows what a change would do before it is carried out. Start at
 * {@link Pages}. It knows no page by name.
 */
@NullMarked
package dev.rollcall.console.web;

import org.jspecify.annotations.NullMarked;
