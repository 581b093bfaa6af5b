package dev.rollcall.server.domain;

import java.util.List;

/**
 * A query for TXT records, with its result.
 *
 * @param name what was asked for
 * @param resolver who was asked last, address and port
 * @param detail the response code, such as NXDOMAIN, or why there was no answer
 * @param texts the strings of all records, in the order in which they came; one record may have several (RFC 1035 section 3.3.14)
 */
record TxtLookup(String name, String resolver, Answer answer, String detail, List<String> texts) {

    TxtLookup {
        texts = List.copyOf(texts);
    }

    /** What kinds of answer there are. */
    enum Answer {
        RECORDS,
        /** The name exists, and has no TXT record. */
        NO_RECORD,
        /** NXDOMAIN. */
        NO_SUCH_NAME,
        /** The resolver says that it could not find out, SERVFAIL above all. */
        FAILED,
        /** No resolver said anything in time. */
        NO_ANSWER
    }

    /** Whether the answer tells what is there; otherwise nothing may be concluded from it. */
    boolean isDefinite() {
        return answer != Answer.FAILED && answer != Answer.NO_ANSWER;
    }
}
