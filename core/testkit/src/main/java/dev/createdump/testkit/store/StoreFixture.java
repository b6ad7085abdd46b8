package dev.createdump.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.createdump.spi.Capability;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.Payload;
import dev.createdump.spi.PutOptions;
import dev.createdump.spi.Receipt;
import dev.createdump.spi.Store;
import dev.createdump.spi.StoreException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// What the facts about stores share: the store under test and short words for what they do.
interface StoreFixture {
  PutOptions CREATE = PutOptions.createOnly("text/plain");
  PutOptions REPLACE = PutOptions.replace("text/plain");

  /// The store under test, on an empty place.
  Store store();

  /// The place it is on.
  StoreEnvironment place();

  static ObjectKey key(String value) {
    return new ObjectKey(value);
  }

  static Payload text(String content) {
    return Payload.of(content.getBytes(UTF_8));
  }

  default boolean can(Capability capability) {
    return store().capabilities().contains(capability);
  }

  default void assumeCan(Capability capability) {
    Assumptions.assumeTrue(can(capability), "this store does not declare " + capability);
  }

  default Receipt put(String key, String content) throws StoreException {
    return store().put(key(key), text(content), REPLACE);
  }

  default byte[] bytes(ObjectKey key) throws Exception {
    try (InputStream in = store().open(key)) {
      return in.readAllBytes();
    }
  }

  default String read(String key) throws Exception {
    return new String(bytes(key(key)), UTF_8);
  }

  /// All keys with a prefix, over all pages.
  default List<String> keys(String prefix, int max) throws StoreException {
    List<String> keys = new ArrayList<>();
    @Nullable String token = null;
    do {
      ListPage page = store().list(prefix, token, max);
      assertThat(page.objects()).as("objects of one page").hasSizeLessThanOrEqualTo(max);
      page.objects().stream().map(ObjectStat::key).map(ObjectKey::value).forEach(keys::add);
      token = page.nextOrNull();
      assertThat(keys).as("a listing that ends").hasSizeLessThan(10_000);
    } while (token != null);
    return keys;
  }

  /// Nothing of this key can be seen in any way.
  default void assertInvisible(ObjectKey key) throws StoreException {
    assertThat(store().stat(key)).as("stat of %s", key).isEmpty();
    assertThat(keys("", 1000)).as("all keys").doesNotContain(key.value());
    assertFails(StoreException.Code.NOT_FOUND, key, () -> store().open(key).close());
  }

  /// The call fails with this code, names its key, and tells no secret.
  default void assertFails(StoreException.Code code, ObjectKey key, ThrowingCallable call) {
    StoreException failure = assertFails(code, call);
    assertThat(List.of(key.value(), key.under(store().uri()).toString()))
        .as("subject of the error: the key or its URI")
        .contains(failure.subject());
  }

  /// The call fails with this code, names some place, and tells no secret.
  default StoreException assertFails(StoreException.Code code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(StoreException.class);
    StoreException failure = (StoreException) thrown;
    assertThat(failure.code()).as("code of: %s", failure.getMessage()).isEqualTo(code);
    assertThat(failure.subject()).as("subject of the error").isNotBlank();
    assertThat(failure.getMessage()).as("message").startsWith(failure.subject());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      for (String secret : place().secrets()) {
        assertThat(t.toString()).as("an error that people and logs see").doesNotContain(secret);
      }
    }
    return failure;
  }
}
