package dev.createdump.azure;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import dev.createdump.spi.ListPage;
import dev.createdump.spi.ObjectKey;
import dev.createdump.spi.ObjectStat;
import dev.createdump.spi.StoreException;
import dev.createdump.spi.support.PageToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// One page of a container, in the order of UTF-8.
///
/// Azure does not say in which order it lists names beyond ASCII, and Azurite compares UTF-16. The
/// two orders differ only where a name has a surrogate. As long as no such name has come, Azure's
/// own pages and markers serve; from the first on, each page is the smallest keys behind the last
/// one, found by looking through all names: slow, but right, and only where people name files so.
final class AzureListing {
  private static final int AZURES_PAGE = 5000;
  private static final String MARKER = "marker:";
  private static final String AFTER = "after:";

  private final AzurePlace place;
  private final BlobContainerClient container;
  private final String prefix;
  private final int max;

  AzureListing(AzurePlace place, BlobContainerClient container, String prefix, int max) {
    this.place = place;
    this.container = container;
    this.prefix = prefix;
    this.max = max;
  }

  ListPage page(@Nullable String token) throws StoreException {
    String from = token == null ? "" : PageToken.read(prefix, token, place.uri().toString());
    if (from.startsWith(AFTER)) {
      return searched(from.substring(AFTER.length()));
    }
    String marker = null;
    String last = "";
    if (from.startsWith(MARKER)) {
      int line = from.indexOf('\n');
      last = from.substring(MARKER.length(), line);
      marker = from.substring(line + 1);
    }
    return marked(marker, last);
  }

  private ListPage marked(@Nullable String marker, String last) {
    PagedResponse<BlobItem> page = fetch(marker, max);
    List<ObjectStat> objects = new ArrayList<>();
    String end = last;
    for (BlobItem item : page.getValue()) {
      if (hasSurrogate(item.getName())) {
        return searched(last);
      }
      ObjectStat stat = stat(item);
      if (stat != null) {
        objects.add(stat);
        end = stat.key().value();
      }
    }
    String next = page.getContinuationToken();
    boolean more = next != null && !next.isEmpty();
    return new ListPage(objects, more ? PageToken.of(prefix, MARKER + end + "\n" + next) : null);
  }

  /// The `max` smallest keys behind one, of all.
  private ListPage searched(String after) {
    ObjectKey behind = after.isEmpty() ? null : new ObjectKey(after);
    PriorityQueue<ObjectStat> smallest =
        new PriorityQueue<>(Comparator.comparing(ObjectStat::key).reversed());
    boolean more = false;
    String marker = null;
    do {
      PagedResponse<BlobItem> page = fetch(marker, AZURES_PAGE);
      for (BlobItem item : page.getValue()) {
        ObjectStat stat = stat(item);
        if (stat != null && (behind == null || stat.key().compareTo(behind) > 0)) {
          smallest.add(stat);
          if (smallest.size() > max) {
            smallest.poll();
            more = true;
          }
        }
      }
      marker = page.getContinuationToken();
    } while (marker != null && !marker.isEmpty());
    List<ObjectStat> objects = new ArrayList<>(smallest);
    objects.sort(Comparator.comparing(ObjectStat::key));
    return new ListPage(
        objects, more ? PageToken.of(prefix, AFTER + objects.getLast().key().value()) : null);
  }

  private PagedResponse<BlobItem> fetch(@Nullable String marker, int size) {
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(place.names().withPrefix(prefix))
            .setMaxResultsPerPage(size)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    return container.listBlobs(options, marker, null).iterableByPage().iterator().next();
  }

  private @Nullable ObjectStat stat(BlobItem item) {
    Map<String, String> metadata = item.getMetadata() == null ? Map.of() : item.getMetadata();
    ObjectKey key = place.names().key(item.getName()).orElse(null);
    if (key == null || isDirectory(metadata)) {
      return null;
    }
    return new ObjectStat(
        key,
        item.getProperties().getContentLength(),
        metadata,
        item.getProperties().getETag(),
        item.getVersionId());
  }

  /// Accounts with a hierarchical namespace show directories as empty objects with this mark.
  static boolean isDirectory(Map<String, String> metadata) {
    return "true".equals(metadata.get("hdi_isfolder"));
  }

  private static boolean hasSurrogate(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isSurrogate(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
