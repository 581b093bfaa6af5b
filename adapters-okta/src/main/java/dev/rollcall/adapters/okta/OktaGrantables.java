package dev.rollcall.adapters.okta;

import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.Schema;
import java.util.List;

/** The resource types, with Okta's own schemas, that Okta Identity Governance reads to learn what it can grant. */
final class OktaGrantables {

    private static final String URN = "urn:okta:scim:schemas:core:1.0:";

    static final List<ResourceType> ALL = List.of(
            type(
                    "Role",
                    "/Roles",
                    "Role of a member",
                    List.of(text("displayName", "What it is called."), text("description", "What it allows."))),
            type(
                    "Entitlement",
                    "/Entitlements",
                    "Seat of a member",
                    List.of(
                            text("displayName", "What it is called."),
                            text("type", "The kind of entitlement."),
                            text("description", "What it is."))));

    private OktaGrantables() {}

    private static ResourceType type(String name, String endpoint, String description, List<Attribute> attributes) {
        return new ResourceType(
                name, endpoint, description, new Schema(URN + name, name, description, attributes), List.of());
    }

    private static Attribute text(String name, String description) {
        return new Attribute(
                name,
                Attribute.Type.STRING,
                false,
                description,
                false,
                true,
                Attribute.Mutability.READ_ONLY,
                Attribute.Returned.DEFAULT,
                Attribute.Uniqueness.NONE,
                List.of(),
                List.of(),
                List.of());
    }
}
