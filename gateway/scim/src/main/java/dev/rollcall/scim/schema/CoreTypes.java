package dev.rollcall.scim.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resource types of RFC 7643, as the JSON files next to this class define them. */
public final class CoreTypes {

    /** The attributes of every resource (RFC 7643 section 3.1): schemas, id, externalId, meta. */
    public static final List<Attribute> COMMON = SchemaJson.load("common.json").attributes();

    public static final Schema ENTERPRISE_USER = SchemaJson.load("enterprise-user.json");

    public static final ResourceType USER = new ResourceType(
            "User",
            "/Users",
            "User Account",
            SchemaJson.load("user.json"),
            List.of(new ResourceType.Extension(ENTERPRISE_USER, false)));

    public static final ResourceType GROUP =
            new ResourceType("Group", "/Groups", "Group", SchemaJson.load("group.json"), List.of());

    private CoreTypes() {}

    /** The common attribute of that name, in any letter case. */
    public static @Nullable Attribute common(String name) {
        return Schema.find(COMMON, name);
    }
}
