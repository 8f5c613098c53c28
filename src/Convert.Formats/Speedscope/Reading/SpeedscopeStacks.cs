using System.Text.Json;
using Refold.Storage;

namespace Refold.Formats.Speedscope;

/// <summary>The stacks of a sampled profile, in the order of the file.</summary>
internal sealed class SpeedscopeStacks(SpeedscopeSamples samples, ConversionContext context)
{
    private const int MaxKnown = 1 << 16;

    private readonly List<int> _numbers = [];
    private readonly FingerprintTable _known = new();
    private int[] _frames = new int[64];
    private long _hits;

    /// <summary>True once the stacks were read.</summary>
    public bool AreRead { get; private set; }

    /// <summary>How many there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>A stack as <see cref="SpeedscopeSamples.AddStack"/> numbers it, by its place in the file.</summary>
    public int this[int index] => _numbers[index];

    /// <summary>The place of a frame, which the token is.</summary>
    /// <exception cref="ProfileFormatException">It is something else.</exception>
    public static int FrameOf(ref readonly JsonTokens tokens) =>
        tokens.Type == JsonTokenType.Number && JsonNumber.TryParse(tokens.Value, out JsonNumber number)
        && number.TryScale(0, out long frame, out bool isExact) && isExact && frame is >= 0 and <= int.MaxValue
            ? (int)frame
            : throw tokens.Unexpected("the place of a frame");

    /// <summary>Reads the array that the token begins.</summary>
    /// <exception cref="ProfileFormatException">Something else than a stack is in it, or it is too long.</exception>
    public void Read(ref JsonTokens tokens)
    {
        int length;
        do
        {
            ReadOnlySpan<byte> rest = tokens.Rest;
            int used = 0;
            while ((length = TakeStack(rest[used..], tokens.Position)) > 0)
            {
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.NotWhole && tokens.TryFill());

        while (tokens.NextItem())
        {
            ReadStack(ref tokens);
        }

        AreRead = true;
    }

    // A stack that was read before is known by its bytes. If hardly any comes again, looking would only take time.
    private int TakeStack(ReadOnlySpan<byte> text, InputPosition position)
    {
        bool isWorthLooking = _known.Count < MaxKnown || _hits > MaxKnown;
        int length = SpeedscopeScan.NotWhole;
        Fingerprint bytes = default;
        if (isWorthLooking)
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

            // What is odd is said each time.
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

            _frames[count++] = FrameOf(in tokens);
        }

        if (!tokens.IsCut)
        {
            AddStack(count, position);
        }
    }

    // Stacks are root first in the file.
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
            throw new ProfileFormatException(position, $"expected at most {context.Limits.TableRows} samples, found more");
        }

        _numbers.Add(stack);
    }
}
