/**
 * The admin API below /api/v1: JSON for the operator's application, the console and the command line. Start reading at
 * {@link dev.rollcall.server.api.OrganisationHandlers}.
 */
@NullMarked
package dev.rollcall.server.api;

import org.jspecify.annotations.NullMarked;
