using System.Text.Json;
using Refold.Storage;

namespace Refold.Formats.Speedscope;

/// <summary>Reads the stacks of a sampled profile: arrays of indexes of frames, root first.</summary>
/// <remarks>
/// <code>
/// "samples": [[0, 1, 2], [0, 1], [0, 1, 2]]
/// </code>
/// A stack that repeats an earlier one byte by byte is found by its <see cref="Fingerprint"/>, without parsing.
/// </remarks>
internal sealed class SpeedscopeStackReader(SpeedscopeSampleBuilder samples, ConversionContext context)
{
    private const int MaxKnown = 1 << 16;

    private readonly List<int> _numbers = [];
    private readonly FingerprintTable _known = new();
    private int[] _frames = new int[64];
    private long _hits;

    /// <summary>Whether the stacks were read.</summary>
    public bool AreRead { get; private set; }

    /// <summary>The count of stacks.</summary>
    public int Count => _numbers.Count;

    /// <summary>
    /// The number of the stack with an index in the file, see <see cref="SpeedscopeSampleBuilder.AddStack"/>.
    /// </summary>
    public int this[int index] => _numbers[index];

    /// <summary>Parses the token as the index of a frame.</summary>
    /// <exception cref="ProfileFormatException">The token is not an index.</exception>
    public static int ParseFrame(ref readonly JsonTokens tokens) =>
        tokens.Type == JsonTokenType.Number && JsonNumber.TryParse(tokens.Value, out JsonNumber number)
        && number.TryScale(0, out long frame, out bool isExact) && isExact && frame is >= 0 and <= int.MaxValue
            ? (int)frame
            : throw tokens.Unexpected("the index of a frame");

    /// <summary>Reads the array that begins with the token.</summary>
    /// <exception cref="ProfileFormatException">An item is not a stack, or there are too many.</exception>
    public void Read(ref JsonTokens tokens)
    {
        int length;
        do
        {
            ReadOnlySpan<byte> rest = tokens.Rest;
            int used = 0;
            while ((length = ScanStack(rest[used..], tokens.Position)) > 0)
            {
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.Incomplete && tokens.TryFill());

        while (tokens.NextItem())
        {
            ReadStack(ref tokens);
        }

        AreRead = true;
    }

    // Look-ups stop after many distinct stacks without as many hits: they would only cost time.
    private int ScanStack(ReadOnlySpan<byte> text, InputPosition position)
    {
        bool isLookedUp = _known.Count < MaxKnown || _hits > MaxKnown;
        int length = SpeedscopeScan.Incomplete;
        Fingerprint bytes = default;
        if (isLookedUp)
        {
            length = SpeedscopeScan.Brackets(text, out ReadOnlySpan<byte> inner);
            bytes = length > 0 ? Fingerprint.Compute(inner) : default;
        }

        if (length > 0 && _known.TryGet(bytes, out int known))
        {
            _hits++;
            Add(known, position);
            return length;
        }

        int read = SpeedscopeScan.Stack(text, ref _frames, out int count);
        if (read > 0)
        {
            long warnings = context.Diagnostics.WarningCount;
            AddStack(count, position);

            // A stack with a warning is parsed again each time, so that the warning is counted.
            if (length == read && _known.Count < MaxKnown && context.Diagnostics.WarningCount == warnings)
            {
                _known.Add(bytes, _numbers[^1]);
            }
        }

        return read;
    }

    private void ReadStack(ref JsonTokens tokens)
    {
        InputPosition position = tokens.Position;
        if (tokens.Type != JsonTokenType.StartArray)
        {
            throw tokens.Unexpected("a stack");
        }

        int count = 0;
        while (tokens.NextItem())
        {
            if (count == _frames.Length)
            {
                Array.Resize(ref _frames, count * 2);
            }

            _frames[count++] = ParseFrame(in tokens);
        }

        if (!tokens.IsTruncated)
        {
            AddStack(count, position);
        }
    }

    // Stacks are root first in the file, and leaf first in the profile.
    private void AddStack(int count, InputPosition position)
    {
        Span<int> stack = _frames.AsSpan(0, count);
        stack.Reverse();
        Add(samples.AddStack(stack, position), position);
    }

    private void Add(int stack, InputPosition position)
    {
        if (_numbers.Count >= context.Limits.TableRows)
        {
            throw new ProfileFormatException(
                position, $"expected at most {context.Limits.TableRows} samples, found more");
        }

        _numbers.Add(stack);
    }
}
