package dev.groundplan.engine.terraform.toy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message as its fields by number: all that the dozen messages of the plugin protocol
 * need.
 */
final class Message {
    private record Field(int number, Object value) {}

    private final List<Field> fields = new ArrayList<>();

    static Message parse(byte[] bytes) {
        try {
            var message = new Message();
            var input = CodedInputStream.newInstance(bytes);
            for (var tag = input.readTag(); tag != 0; tag = input.readTag()) {
                message.fields.add(new Field(WireFormat.getTagFieldNumber(tag), value(tag, input)));
            }
            return message;
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    private static Object value(int tag, CodedInputStream input) throws IOException {
        return switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> input.readInt64();
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> input.readByteArray();
            default ->
                    throw new IOException(
                            "The protocol has no field of wire type "
                                    + WireFormat.getTagWireType(tag));
        };
    }

    Message with(int number, long value) {
        fields.add(new Field(number, value));
        return this;
    }

    Message with(int number, byte[] value) {
        fields.add(new Field(number, value));
        return this;
    }

    Message with(int number, String value) {
        return with(number, value.getBytes(StandardCharsets.UTF_8));
    }

    Message with(int number, Message value) {
        return with(number, value.toBytes());
    }

    /** Empty when the field is not there. */
    byte[] bytes(int number) {
        return fields.stream()
                .filter(field -> field.number == number)
                .map(field -> (byte[]) field.value)
                .reduce(new byte[0], (first, last) -> last);
    }

    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    Message message(int number) {
        return parse(bytes(number));
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            var output = CodedOutputStream.newInstance(bytes);
            for (var field : fields) {
                if (field.value instanceof Long number) {
                    output.writeInt64(field.number, number);
                } else {
                    output.writeBytes(field.number, ByteString.copyFrom((byte[]) field.value));
                }
            }
            output.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
