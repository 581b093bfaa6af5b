package dev.rollcall.core.read.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.StoredResource;
import dev.rollcall.core.read.sql.MemberNames;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.ResourceType;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;

/** Writes the columns that are read for a resource: its row {@code r}, and its groups or members where they are wanted. */
final class ResourceSql {

    private static final String GROUPS = """
        (SELECT json_agg(
           json_build_object('value', g.group_id, 'display', g.doc -> 'displayName', 'type', l.type) ORDER BY g.group_id)::text
         FROM (%s) l
         CROSS JOIN LATERAL (
           SELECT * FROM directory_group g
           WHERE g.org_id = r.org_id AND g.directory_id = r.directory_id AND g.group_id = l.group_id OFFSET 0) g)
        """.formatted(ResourceTable.GROUPS_OF_USER);

    /** How many members of a group are read at once; what is behind them is read piece by piece. */
    static final int PIECE = 1_000;

    /** One member as it stands on the wire; a parked one has no name. */
    private static final String MEMBER = """
        json_strip_nulls(json_build_object(
          'value', m.member_value,
          'display', CASE WHEN m.member_id IS NOT NULL THEN %s END,
          'type', m.member_type))\
        """.formatted(MemberNames.display("m"));

    private static final String MEMBERS = """
        (SELECT json_agg(piece.member ORDER BY piece.member_value)::text
         FROM (
           SELECT m.member_value, %s AS member
           FROM group_member m
           WHERE m.org_id = r.org_id AND m.directory_id = r.directory_id AND m.group_id = r.group_id
           ORDER BY m.member_value LIMIT %d) piece)
        """.formatted(MEMBER, PIECE);

    /** The members of a group behind a value, as one row; NULL when there are none, and whether the group is there still. */
    static final String MEMBERS_BEHIND = """
        SELECT json_agg(piece.member ORDER BY piece.member_value)::text AS links,
               EXISTS (SELECT FROM directory_group g
                       WHERE g.org_id = $1 AND g.directory_id = $2 AND g.group_id = $3) AS is_there
        FROM (
          SELECT m.member_value, %s AS member
          FROM group_member m
          WHERE m.org_id = $1 AND m.directory_id = $2 AND m.group_id = $3 AND m.member_value > $4
          ORDER BY m.member_value LIMIT %d) piece
        """.formatted(MEMBER, PIECE);

    private ResourceSql() {}

    /** Whether the attribute that is made of {@code group_member} rows is to be loaded. */
    static boolean wantsLinks(ResourceType type, Projection projection) {
        return projection.wants(linkName(type));
    }

    /** What stands behind SELECT. */
    static String columns(ResourceTable table, boolean withLinks) {
        String links = !withLinks ? "NULL::text" : table == ResourceTable.USERS ? GROUPS : MEMBERS;
        return "r." + table.id + " AS id, r.version, r.created_at, r.modified_at, r.doc::text AS document, " + links
                + " AS links";
    }

    static StoredResource resource(ResourceType type, Row row) {
        ObjectNode document = (ObjectNode) parse(row.getString("document"));
        String links = row.getString("links");
        if (links != null) {
            document.set(linkName(type), parse(links));
        }
        return new StoredResource(
                type,
                row.getUUID("id"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("modified_at").toInstant(),
                document);
    }

    private static String linkName(ResourceType type) {
        return ResourceTable.of(type) == ResourceTable.USERS ? "groups" : "members";
    }

    static JsonNode parse(String json) {
        return ScimJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
