package dev.createdump.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Gives S3Proxy's store in memory the keys of S3. It keeps objects as files, so that a key cannot
/// be another's parent, `..` goes up, and the order is that of UTF-16. Below this one every key is
/// written in hexadecimal digits, whose order is that of the bytes, as S3 lists.
final class ByteOrder extends ForwardingBlobStore {
  ByteOrder(BlobStore delegate) {
    super(delegate);
  }

  /// What S3Proxy itself keeps of an upload in parts has this name, and is left as it is.
  private static final String OWN = ".s3proxy-";

  private static @Nullable String hex(@Nullable String key) {
    return key == null || key.startsWith(OWN)
        ? key
        : HexFormat.of().formatHex(key.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String plain(@Nullable String hex) {
    return hex == null ? null : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    return delegate().putBlob(request.toBuilder().key(hex(request.key())).build(), content);
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return delegate().blobMetadata(request.toBuilder().key(hex(request.key())).build());
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return delegate().getBlob(request.toBuilder().key(hex(request.key())).build());
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page =
        delegate()
            .list(
                request.toBuilder()
                    .prefix(hex(request.prefix()))
                    .startAfter(hex(request.startAfter()))
                    .build());
    return page.toBuilder()
        .prefix(request.prefix())
        .startAfter(request.startAfter())
        .contents(
            page.contents().stream()
                .map(object -> object.toBuilder().key(plain(object.key())).build())
                .toList())
        .build();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    MultipartUpload upload =
        delegate().initiateMultipartUpload(request.toBuilder().key(hex(request.key())).build());
    return new MultipartUpload(upload.id(), request, upload.response());
  }

  private static MultipartUpload below(MultipartUpload upload) {
    CreateMultipartUploadRequest request =
        upload.request().toBuilder().key(hex(upload.request().key())).build();
    return new MultipartUpload(upload.id(), request, upload.response());
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    return delegate()
        .uploadMultipartPart(
            below(upload), request.toBuilder().key(hex(request.key())).build(), content);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return delegate()
        .completeMultipartUpload(
            below(upload), request.toBuilder().key(hex(request.key())).build());
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    delegate().abortMultipartUpload(below(upload));
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return delegate().listMultipartUpload(below(upload));
  }
}
