package dev.rollcall.core.read.member;

/**
 * The address that a user of a directory is judged by, in SQL: the same choice that {@code decide.Addresses} makes, so that lists and
 * explanations name the address that the decision was about.
 */
final class KnownAddress {

    private KnownAddress() {}

    /** Of {@code directory_user u}; the userName as it stands where nothing is an address. */
    static final String OF_USER = """
        coalesce(
          (SELECT t.address
           FROM (SELECT e.value ->> 'value' AS text, e.value ->> 'primary' = 'true' AS first,
                        lower(e.value ->> 'type') = 'work' AS work, e.n
                 FROM jsonb_array_elements(u.doc -> 'emails') WITH ORDINALITY AS e (value, n)
                 UNION ALL
                 SELECT u.doc ->> 'userName', false, false, 1000000) c
           CROSS JOIN LATERAL (
             SELECT regexp_replace(
               c.text, '^\\s*(mailto:\\s*)?|[\\u00AD\\u200B-\\u200F\\u2060-\\u2064\\uFEFF]|[.\\s]+$', '', 'gi') AS address) t
           WHERE t.address ~ '^[^@\\s]+@[^@\\s]+$' AND t.address !~* '#EXT#@'
           ORDER BY c.n < 1000000 DESC,
                    EXISTS (
                      SELECT FROM domain v
                      WHERE v.org_id = u.org_id AND v.name = lower(split_part(t.address, '@', 2))
                        AND v.verified_at IS NOT NULL) DESC,
                    coalesce(c.first, false) DESC, coalesce(c.work, false) DESC, c.n
           LIMIT 1),
          u.doc ->> 'userName')\
        """;
}
