package dev.rollcall.delivery.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A Security Event Token before it is signed (RFC 8417).
 *
 * @param jti its id, the same whenever it is sent
 * @param seq the number of the event that it was made from; 0 if it was made from no event of the feed
 * @param uri which event it reports
 */
public record Token(String jti, long seq, String uri, ObjectNode claims) {}
