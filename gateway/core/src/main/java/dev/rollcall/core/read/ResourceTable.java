package dev.rollcall.core.read;

import dev.rollcall.core.read.Value.Column;
import dev.rollcall.core.read.Value.Columns;
import dev.rollcall.core.read.Value.Json;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.ResourceType;
import java.util.Map;

/** The two tables that hold resources, and what of a resource is not in its document. The row's alias is {@code r}. */
enum ResourceTable {
    USERS("directory_user", "user_id", "userName", "user_name_key"),
    GROUPS("directory_group", "group_id", "displayName", "display_name_key");

    final String table;
    final String id;
    private final String nameAttribute;
    private final String nameKey;

    ResourceTable(String table, String id, String nameAttribute, String nameKey) {
        this.table = table;
        this.id = id;
        this.nameAttribute = nameAttribute;
        this.nameKey = nameKey;
    }

    static ResourceTable of(ResourceType type) {
        return type.name().equals("Group") ? GROUPS : USERS;
    }

    /** A single-valued attribute of the core schema, or a common one, by its name in the schema's spelling. */
    Value value(ResourceType type, String name) {
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

    /** Whether a path names the attribute of an index that begins with it; {@code id} is that of the primary key. */
    boolean hasIndexOn(AttributePath path) {
        return path.subAttribute() == null
                && (path.attribute().equalsIgnoreCase(nameAttribute)
                        || path.attribute().equalsIgnoreCase("externalId"));
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
    boolean isLink(String name) {
        return this == USERS ? name.equals("groups") : name.equals("members");
    }

    /** The groups of a user or the members of a group; the alias is that of {@code group_member}. */
    Rows links(String alias) {
        String mine = this == USERS ? "member_id = r.user_id" : "group_id = r.group_id";
        String from = "group_member " + alias;
        if (this == USERS) {
            from += " JOIN directory_group " + alias + "g USING (org_id, directory_id, group_id)";
        }
        return new Rows(
                from,
                alias + ".org_id = r.org_id AND " + alias + ".directory_id = r.directory_id AND " + alias + "." + mine,
                alias + (this == USERS ? ".group_id" : ".member_value"));
    }

    /** The sub-attributes of one element of {@link #links}. */
    Columns link(String alias) {
        if (this == USERS) {
            return new Columns(Map.of(
                    "value", Column.text(alias + ".group_id::text"),
                    "display", new Column("(" + alias + "g.doc ->> 'displayName')", alias + "g.display_name_key", null),
                    "type", Column.text("'direct'::text")));
        }
        String type = "CASE WHEN " + alias + ".member_id IS NOT NULL THEN " + alias + ".member_type END";
        return new Columns(Map.of(
                "value", Column.text(alias + ".member_value"),
                "display", Column.text(MemberNames.display(alias)),
                "type", Column.text("(" + type + ")")));
    }
}
