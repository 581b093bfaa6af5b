/**
 * The token endpoint (RFC 6749 section 4.4) where providers that speak OAuth exchange a directory's credential for a short-lived
 * access token, and its metadata (RFC 8414). Checks no SCIM request: the SCIM routes do that. Start reading at
 * {@link dev.rollcall.server.oauth.TokenEndpoint}.
 */
@NullMarked
package dev.rollcall.server.oauth;

import org.jspecify.annotations.NullMarked;
