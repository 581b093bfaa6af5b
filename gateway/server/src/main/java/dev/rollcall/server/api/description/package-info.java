/**
 * The description of the admin API as OpenAPI, and the page that shows it. Start reading at {@code OpenApi}.
 */
@NullMarked
package dev.rollcall.server.api.description;

import org.jspecify.annotations.NullMarked;
