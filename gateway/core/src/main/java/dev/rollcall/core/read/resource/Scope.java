package dev.rollcall.core.read.resource;

import dev.rollcall.core.read.sql.Parameters;
import dev.rollcall.core.read.sql.ResourceTable;
import dev.rollcall.core.read.sql.Rows;
import dev.rollcall.core.read.sql.Sql;
import dev.rollcall.core.read.sql.Target;
import dev.rollcall.core.read.sql.Value;
import dev.rollcall.core.read.sql.Value.Column;
import dev.rollcall.core.read.sql.Value.Json;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceType.Resolved;
import dev.rollcall.scim.schema.Schema;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves the names in a part of a filter: against the whole resource, or, between brackets, against one element. */
sealed interface Scope {

    /** Where the path leads; null when nothing has that name. */
    @Nullable
    Target find(AttributePath path, Parameters parameters);

    /** The attributes of a resource. */
    record OfResource(ResourceType type, ResourceTable table) implements Scope {

        OfResource(ResourceType type) {
            this(type, ResourceTable.of(type));
        }

        @Override
        public @Nullable Target find(AttributePath path, Parameters parameters) {
            Resolved found = type.resolve(path);
            if (found == null) {
                return null;
            }
            Target whole = whole(found.extension(), found.attribute(), parameters);
            Attribute sub = found.subAttribute();
            return sub == null ? whole : inside(whole, sub, parameters);
        }

        private Target whole(@Nullable Schema extension, Attribute attribute, Parameters parameters) {
            String name = attribute.name();
            if (extension == null && attribute.multiValued() && table.isLink(name)) {
                String alias = parameters.alias();
                return several(attribute, table.links(alias), table.link(alias));
            }
            if (extension == null && name.equals("schemas")) {
                return schemas(attribute, parameters.alias());
            }
            Value value = extension == null
                    ? table.value(type, name)
                    : Json.document("r.doc").sub(extension.id()).sub(name);
            return found(attribute, null, value, parameters);
        }

        /** Not stored: it follows from which extensions have values. */
        private Target schemas(Attribute attribute, String alias) {
            String rows = Stream.concat(
                            Stream.of("(" + Sql.literal(type.schema().id()) + ", true)"),
                            type.extensions().stream()
                                    .map(extension ->
                                            Sql.literal(extension.schema().id()))
                                    .map(urn -> "(" + urn + ", r.doc ? " + urn + ")"))
                    .collect(Collectors.joining(", "));
            return several(
                    attribute,
                    new Rows("(VALUES " + rows + ") AS " + alias + " (value, used)", alias + ".used", alias + ".value"),
                    Column.text(alias + ".value"));
        }
    }

    /** The sub-attributes of one value of a complex attribute; a simple value goes by the name {@code value}. */
    record OfElement(Attribute attribute, Value element) implements Scope {

        @Override
        public @Nullable Target find(AttributePath path, Parameters parameters) {
            if (path.schema() != null || path.subAttribute() != null) {
                return null;
            }
            if (!attribute.isComplex()) {
                return path.attribute().equalsIgnoreCase("value")
                        ? new Target(attribute, null, element, element)
                        : null;
            }
            Attribute sub = attribute.subAttribute(path.attribute());
            return sub == null ? null : found(sub, null, part(attribute, sub, element), parameters);
        }
    }

    private static Target several(Attribute attribute, Rows rows, Value element) {
        return new Target(attribute, rows, element, element);
    }

    private static Target inside(Target whole, Attribute sub, Parameters parameters) {
        Target found = found(sub, whole.rows(), part(whole.attribute(), sub, whole.value()), parameters);
        return new Target(sub, found.rows(), found.value(), whole.value());
    }

    private static Target found(Attribute attribute, @Nullable Rows outer, Value value, Parameters parameters) {
        if (!attribute.multiValued() || !(value instanceof Json array)) {
            return new Target(attribute, outer, value, value);
        }
        String alias = parameters.alias();
        Rows rows = Rows.ofArray(array, alias);
        return several(attribute, outer == null ? rows : outer.then(rows), Json.document(alias + ".value"));
    }

    /** A primary that is not given is false (RFC 7643 section 2.4). */
    private static Value part(Attribute attribute, Attribute sub, Value element) {
        Value value = element.sub(sub.name());
        return attribute.multiValued() && sub.name().equals("primary")
                ? Column.text("coalesce(" + value.text() + ", 'false')")
                : value;
    }
}
