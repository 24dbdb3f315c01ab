package dev.groundplan.engine.puppet;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** A data type of Puppet's language, such as {@code Optional[Integer[1, 10]]}. */
record DataType(String name, List<TypeArgument> arguments) implements TypeArgument {
    static final DataType ANY = new DataType("Any", List.of());

    ObjectNode schema() {
        return TypeSchema.of(this);
    }

    List<DataType> types() {
        return arguments.stream()
                .filter(DataType.class::isInstance)
                .map(DataType.class::cast)
                .toList();
    }

    /** The first type in its brackets; Any when there is none. */
    DataType inner() {
        return types().isEmpty() ? ANY : types().get(0);
    }

    /** Whether undef is one of its values. */
    boolean optional() {
        return switch (name) {
            case "Optional", "Undef" -> true;
            case "Variant" -> types().stream().anyMatch(DataType::optional);
            case "Sensitive" -> inner().optional();
            default -> false;
        };
    }

    /** Whether it takes what is Sensitive. */
    boolean secret() {
        return switch (name) {
            case "Sensitive" -> true;
            case "Optional", "NotUndef", "Variant" -> types().stream().anyMatch(DataType::secret);
            default -> false;
        };
    }

    /** Without what says only that it may be left out, or is secret. */
    DataType bare() {
        return switch (name) {
            case "Optional", "NotUndef", "Sensitive" -> inner().bare();
            default -> this;
        };
    }

    DataType ofItems() {
        return name.equals("Array") ? inner().bare() : ANY;
    }

    DataType ofMember(String member) {
        if (name.equals("Hash") && types().size() > 1) {
            return types().get(1).bare();
        }
        return arguments.stream()
                .filter(Members.class::isInstance)
                .map(argument -> ((Members) argument).byName().get(member))
                .filter(Objects::nonNull)
                .findFirst()
                .map(found -> found.type().bare())
                .orElse(ANY);
    }
}
