package dev.rollcall.scim.schema;

import dev.rollcall.scim.filter.AttributePath;
import org.jspecify.annotations.Nullable;

final class PathResolution {
    private PathResolution() {}

    static ResourceType.@Nullable Resolved resolve(ResourceType type, AttributePath path) {
        Attribute a = type.schema().attribute(path.attribute());
        return a == null ? null : new ResourceType.Resolved(null, a, null);
    }
}
