package dev.groundplan.engine.terraform.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * An object as Terraform sends it: a {@code DynamicValue} with MessagePack in field 1, where an
 * extension stands for "known after apply". The toys have texts and numbers only.
 */
record Values(Map<String, Value> attributes) {
    private static final Value UNKNOWN = ValueFactory.newExtension((byte) 0, new byte[] {0});

    /** Null when there is no object: before a create, after a destroy. */
    static @Nullable Values read(Message dynamicValue) {
        try (var unpacker = MessagePack.newDefaultUnpacker(dynamicValue.bytes(1))) {
            var value = unpacker.unpackValue();
            if (value.isNilValue()) {
                return null;
            }
            var attributes = new LinkedHashMap<String, Value>();
            value.asMapValue()
                    .map()
                    .forEach((name, each) -> attributes.put(name.asStringValue().asString(), each));
            return new Values(attributes);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    static Message write(@Nullable Values values) {
        try (var packer = MessagePack.newDefaultBufferPacker()) {
            pack(values, packer);
            return new Message().with(1, packer.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void pack(@Nullable Values values, MessageBufferPacker packer)
            throws IOException {
        if (values == null) {
            packer.packNil();
            return;
        }
        packer.packMapHeader(values.attributes.size());
        for (var entry : values.attributes.entrySet()) {
            packer.packString(entry.getKey()).packValue(entry.getValue());
        }
    }

    /** Null when the attribute is null or not yet known. */
    @Nullable String text(String name) {
        var value = attributes.get(name);
        return value != null && value.isStringValue() ? value.asStringValue().asString() : null;
    }

    double number(String name) {
        var value = attributes.get(name);
        return value != null && value.isNumberValue() ? value.asNumberValue().toDouble() : 0;
    }

    boolean isUnknown(String name) {
        return UNKNOWN.equals(attributes.get(name));
    }

    boolean differs(Values other, String name) {
        return !attributes.get(name).equals(other.attributes.get(name));
    }

    Values with(String name, @Nullable String text) {
        return with(name, text == null ? ValueFactory.newNil() : ValueFactory.newString(text));
    }

    Values withUnknown(String... names) {
        var result = this;
        for (var name : names) {
            result = result.with(name, UNKNOWN);
        }
        return result;
    }

    private Values with(String name, Value value) {
        var copy = new LinkedHashMap<>(attributes);
        copy.put(name, value);
        return new Values(copy);
    }
}
