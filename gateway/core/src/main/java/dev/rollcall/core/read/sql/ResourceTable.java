package dev.rollcall.core.read.sql;

import dev.rollcall.core.read.sql.Value.Column;
import dev.rollcall.core.read.sql.Value.Columns;
import dev.rollcall.core.read.sql.Value.Json;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two tables that hold resources, with the attributes of a resource that are not in its document. The row's alias is {@code r}. */
public enum ResourceTable {
    USERS("directory_user", "user_id", "userName", "user_name_key"),
    GROUPS("directory_group", "group_id", "displayName", "display_name_key");

    /**
     * The groups of a user, directly and through groups in groups. Where an organisation's directory has nothing nested, the second
     * part is not carried out.
     */
    public static final String GROUPS_OF_USER = """
        SELECT m.group_id, 'direct'::text AS type
        FROM group_member m
        WHERE m.org_id = r.org_id AND m.directory_id = r.directory_id AND m.member_id = r.user_id
        UNION ALL
        SELECT DISTINCT a.ancestor_id, 'indirect'::text
        FROM group_member m
        CROSS JOIN LATERAL (
          SELECT * FROM group_ancestor a WHERE a.org_id = m.org_id AND a.group_id = m.group_id OFFSET 0) a
        WHERE EXISTS (SELECT FROM group_ancestor x WHERE x.org_id = $1 AND x.directory_id = $2)
          AND m.org_id = r.org_id AND m.directory_id = r.directory_id AND m.member_id = r.user_id
          AND NOT EXISTS (
            SELECT FROM group_member d
            WHERE d.org_id = r.org_id AND d.group_id = a.ancestor_id AND d.member_value = r.user_id::text)
        """;

    public final String table;
    public final String id;
    public final String nameAttribute;
    public final String nameKey;

    ResourceTable(String table, String id, String nameAttribute, String nameKey) {
        this.table = table;
        this.id = id;
        this.nameAttribute = nameAttribute;
        this.nameKey = nameKey;
    }

    public static ResourceTable of(ResourceType type) {
        return type.name().equals("Group") ? GROUPS : USERS;
    }

    /** A single-valued attribute of the core schema, or a common one, by its name in the schema's spelling. */
    public Value value(ResourceType type, String name) {
        return switch (name) {
            case "id" -> new Value.Id("r." + id);
            case "externalId" -> Column.text("r.external_id");
            case "meta" -> meta(type);
            default ->
                name.equals(nameAttribute)
                        ? new Column("(r.doc ->> '" + name + "')", "r." + nameKey, null)
                        : Json.document("r.doc").sub(name);
        };
    }

    /** Whether an index has that order. */
    public boolean hasOrder(SortKey key) {
        return key.expression().equals("r." + nameKey + " COLLATE \"C\"") || isByTime(key);
    }

    /** The directory, in the words of the index that has the order. */
    public String inDirectory(@Nullable SortKey key) {
        return key != null && isByTime(key) ? LookupSql.BY_HASH : "r.directory_id = $2";
    }

    private static boolean isByTime(SortKey key) {
        return key.expression().equals("r.modified_at");
    }

    /** {@code location} is not here: the address of the gateway is known at its edge only. */
    private static Columns meta(ResourceType type) {
        return new Columns(Map.of(
                "resourceType", Column.text(Sql.literal(type.name()) + "::text"),
                "created", Column.time("r.created_at"),
                "lastModified", Column.time("r.modified_at"),
                "version", Column.text("('W/\"' || r.version || '\"')")));
    }

    /** Whether the elements of that attribute are rows of {@code group_member}. */
    public boolean isLink(String name) {
        return this == USERS ? name.equals("groups") : name.equals("members");
    }

    /** The groups of a user or the members of a group; the alias is that of {@code group_member}. */
    public Rows links(String alias) {
        if (this == GROUPS) {
            return new Rows(
                    "group_member " + alias,
                    alias + ".org_id = r.org_id AND " + alias + ".directory_id = r.directory_id AND " + alias
                            + ".group_id = r.group_id",
                    alias + ".member_value");
        }
        String group = alias + "g";
        return new Rows(
                "(" + GROUPS_OF_USER + ") " + alias + " JOIN directory_group " + group + " ON " + group
                        + ".org_id = r.org_id AND " + group + ".directory_id = r.directory_id AND " + group
                        + ".group_id = " + alias + ".group_id",
                Sql.TRUE,
                alias + ".group_id");
    }

    /** The sub-attributes of one element of {@link #links}. */
    public Columns link(String alias) {
        if (this == USERS) {
            return new Columns(Map.of(
                    "value", Column.text(alias + ".group_id::text"),
                    "display", new Column("(" + alias + "g.doc ->> 'displayName')", alias + "g.display_name_key", null),
                    "type", Column.text(alias + ".type")));
        }
        return new Columns(Map.of(
                "value", Column.text(alias + ".member_value"),
                "display",
                        Column.text("(CASE WHEN " + alias + ".member_id IS NOT NULL THEN " + MemberNames.display(alias)
                                + " END)"),
                "type", Column.text(alias + ".member_type")));
    }
}
