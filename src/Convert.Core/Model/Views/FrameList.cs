using System.Collections;

namespace Refold;

/// <summary>The frames of a stack, leaf first, root last.</summary>
/// <remarks>
/// <code>
/// locations        frames
/// 1: memcpy        memcpy
/// 2: copy, work    copy     (inlined into work)
///                  work
/// 3: main          main
/// </code>
/// <c>foreach</c> allocates nothing; <see cref="Count"/> and the indexer look at each location of the stack.
/// </remarks>
public readonly struct FrameList : IReadOnlyList<Frame>
{
    private readonly Profile _profile;
    private readonly StackId _stack;

    internal FrameList(Profile profile, StackId stack)
    {
        _profile = profile;
        _stack = stack;
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (LocationId location in _profile[_stack])
            {
                count += FramesOf(_profile, location);
            }

            return count;
        }
    }

    /// <summary>The frame at an index, from 0 for the leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stack has no such frame.</exception>
    public Frame this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            int rest = index;
            foreach (LocationId location in _profile[_stack])
            {
                int frames = FramesOf(_profile, location);
                if (rest < frames)
                {
                    return new Frame(_profile, location, rest);
                }

                rest -= frames;
            }

            throw new ArgumentOutOfRangeException(nameof(index), index, "The stack has fewer frames.");
        }
    }

    /// <summary>Enumerates the frames, leaf first, without allocation.</summary>
    public Enumerator GetEnumerator() => new(_profile, _stack);

    IEnumerator<Frame> IEnumerable<Frame>.GetEnumerator()
    {
        foreach (Frame frame in this)
        {
            yield return frame;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<Frame>)this).GetEnumerator();

    private static int FramesOf(Profile profile, LocationId location) => Math.Max(profile[location].Lines.Length, 1);

    /// <summary>Enumerates the frames of a stack.</summary>
    public struct Enumerator
    {
        private readonly Profile _profile;
        private readonly StackId _stack;
        private int _location;
        private int _line;

        internal Enumerator(Profile profile, StackId stack)
        {
            _profile = profile;
            _stack = stack;
            _line = -1;
        }

        /// <summary>The current frame.</summary>
        public readonly Frame Current => new(_profile, _profile[_stack][_location], _line);

        /// <summary>Advances to the following frame, the caller of the current one.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            ReadOnlySpan<LocationId> locations = _profile[_stack];
            if (_location < locations.Length && ++_line == FramesOf(_profile, locations[_location]))
            {
                _location++;
                _line = 0;
            }

            return _location < locations.Length;
        }
    }
}
