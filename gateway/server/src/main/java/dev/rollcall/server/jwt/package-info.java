/**
 * Tokens that others have signed (JWT, RFC 7519): their issuers' public keys, fetched and kept (JWK sets, RFC 7517), and the checks
 * that every such token has to pass. It knows neither who the bearer is nor what they may do. Start reading at
 * {@link dev.rollcall.server.jwt.JwtVerifier}.
 */
@NullMarked
package dev.rollcall.server.jwt;

import org.jspecify.annotations.NullMarked;
